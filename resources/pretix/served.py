"""pretix with the files that come with it, which elsewhere a web server before it serves."""

import mimetypes
from pathlib import Path

from django.conf import settings
from pretix.wsgi import application as pretix


def application(environ, start_response):
    """Answer with a file where one is asked for, else let pretix answer."""
    found = file_at(environ["PATH_INFO"])
    if found is None:
        return pretix(environ, start_response)
    content = found.read_bytes()
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
    return [content]


def file_at(path):
    """Return the file of pretix at a path, None where there is none."""
    if not path.startswith(settings.STATIC_URL):
        return None
    root = Path(settings.STATIC_ROOT).resolve()
    file = (root / path.removeprefix(settings.STATIC_URL)).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None
