"""The REST interface, version 1: for learning-management systems and scripts."""
