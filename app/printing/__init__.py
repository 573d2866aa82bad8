"""From a wish for a badge to paper, or to a reason why not."""
