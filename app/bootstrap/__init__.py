"""Where the parts are put together: the only place that knows all of them."""
