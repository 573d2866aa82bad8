"""From pixels and key presses to the texts that a scan may have meant."""
