"""Papers of an event as PDF, set like its badges: any name of any list can stand on them."""
