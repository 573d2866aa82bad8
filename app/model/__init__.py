"""The words of an event: frozen values without input or output."""
