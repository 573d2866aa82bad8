"""A disk that is really full: a small file system of its own, or a limit of the kernel's.

Mounting needs root; elsewhere this process may write no file beyond a size, which SQLite meets
as an I/O error.
"""

import contextlib
import resource
import signal
import subprocess

SIZE_MB = 12
_NOTHING_MORE = 4096


class SmallDisk:
    """A folder whose disk can be filled and freed."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        mount = ["/bin/mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(folder)]
        with contextlib.suppress(OSError):
            self.is_mounted = (
                subprocess.run(mount, capture_output=True, check=False).returncode == 0
            )
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        self._ballast = folder / "ballast"

    def fill(self):
        """Leave no byte for anybody."""
        if not self.is_mounted:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (_NOTHING_MORE, self._limits[1]))
            return
        with contextlib.suppress(OSError), self._ballast.open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                with contextlib.suppress(OSError):
                    while True:
                        file.write(bytes(size))

    def free(self):
        """Give room again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)
        self._ballast.unlink(missing_ok=True)

    def close(self):
        self.free()
        if self.is_mounted:
            subprocess.run(["/bin/umount", "-l", str(self.folder)], check=True)
