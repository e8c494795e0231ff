"""Reads that several surfaces share."""
