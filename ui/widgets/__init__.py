"""Parts of a page; none of them knows a service."""
