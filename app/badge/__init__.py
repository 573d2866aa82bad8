"""From a guest's words and a design file to the page that is printed."""
