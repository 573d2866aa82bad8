"""Keeping this station and the central list alike."""
