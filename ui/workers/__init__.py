"""Everything that runs beside the window or above all its widgets."""
