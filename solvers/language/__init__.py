"""The problem language: from text to a checked program that can be run on one variant or on a million."""
