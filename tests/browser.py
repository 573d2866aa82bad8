"""A real Chromium, driven through a pipe: no library and no open port between it and the test."""

import base64
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--ignore-certificate-errors", "--hide-scrollbars", "--remote-debugging-pipe",
    "--force-prefers-reduced-motion", "--disable-dev-shm-usage",
)  # fmt: skip
SOON_S = 120
_START = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


def program():
    """Return where Chromium is, None where it is not installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Chromium:
    """One browser; `call` sends a command of the DevTools protocol, `events` keeps the rest."""

    def __init__(self, writer, reader):
        self._writer, self._reader = writer, reader
        self._numbers = itertools.count(1)
        self._answers, self._news = {}, threading.Condition()
        self.events = []
        threading.Thread(target=self._listen, name="chromium", daemon=True).start()

    def call(self, method, session=None, **parameters):
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        message |= {"sessionId": session} if session else {}
        self._writer.write(json.dumps(message).encode() + b"\0")
        self._writer.flush()
        with self._news:
            assert self._news.wait_for(lambda: number in self._answers, SOON_S), method
            answer = self._answers.pop(number)
        assert "error" not in answer, (method, answer)
        return answer["result"]

    def _listen(self):
        rest = b""
        while chunk := self._reader.read1(1 << 16):
            *messages, rest = (rest + chunk).split(b"\0")
            with self._news:
                for message in map(json.loads, messages):
                    if "id" in message:
                        self._answers[message["id"]] = message
                    else:
                        self.events.append(message)
                self._news.notify_all()


class Page:
    """One tab of a browser, at a size, in a language and a theme."""

    def __init__(self, chromium, *, size=(1920, 1080), language="de-DE", theme="light", zoom=1):
        self._chromium = chromium
        target = chromium.call("Target.createTarget", url="about:blank")["targetId"]
        attached = chromium.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        width, height = size
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=zoom, mobile=width < 600)  # fmt: skip
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": theme}])  # fmt: skip
        self.call("Emulation.setLocaleOverride", locale=language.replace("-", "_"))
        agent = chromium.call("Browser.getVersion")["userAgent"]
        self.call("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        return self._chromium.call(method, self._session, **parameters)

    def open(self, url):
        self.call("Page.navigate", url=url)

    def run(self, expression):
        """Return the value of an expression of JavaScript, awaited."""
        told = self.call("Runtime.evaluate", expression=expression, awaitPromise=True,
                         returnByValue=True)  # fmt: skip
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait(self, condition):
        """Return the value of *condition* as soon as it is true."""
        return self.run(
            "new Promise((done, late) => { const end = Date.now() + 20000; const look = () => {"
            f" const value = ({condition}); if (value) done(value);"
            f" else if (Date.now() > end) late(new Error({json.dumps(condition)}));"
            " else setTimeout(look, 10); }; look(); })"
        )

    def close(self):
        """Close the tab: six streams of one hub are all that one browser opens."""
        self.call("Page.close")

    def picture(self, path):
        told = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def troubles(self):
        """Return what the browser complained about: errors, and what the policy forbade."""
        kinds = {"Runtime.exceptionThrown", "Log.entryAdded"}
        own = [event for event in self._own() if event["method"] in kinds]
        return [event["params"] for event in own]

    def traffic(self):
        """Return everything that was received, as text, and all addresses that were asked."""
        addresses = [event["params"]["request"]["url"] for event in self._own()
                     if event["method"] == "Network.requestWillBeSent"]  # fmt: skip
        told = [event["params"]["data"] for event in self._own()
                if event["method"] == "Network.eventSourceMessageReceived"]  # fmt: skip
        numbers = [event["params"]["requestId"] for event in self._own()
                   if event["method"] == "Network.loadingFinished"]  # fmt: skip
        bodies = [self.call("Network.getResponseBody", requestId=number) for number in numbers]
        whole = [base64.b64decode(body["body"]).decode("latin-1") if body["base64Encoded"]
                 else body["body"] for body in bodies]  # fmt: skip
        return "\n".join([*told, *whole]), addresses

    def _own(self):
        return [event for event in self._chromium.events if event.get("sessionId") == self._session]


def _moved(descriptor):
    """Return another number for a descriptor, out of the way of those that a browser wants."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD, 10)
    os.close(descriptor)
    return moved


@contextmanager
def browsing(folder):
    """Run a browser with a profile in *folder*."""
    to_browser, ours = os.pipe()
    theirs, from_browser = os.pipe()
    to_browser, from_browser = _moved(to_browser), _moved(from_browser)
    command = [program(), *FLAGS, f"--user-data-dir={folder}"]
    # The browser reads from descriptor 3 and writes to 4.
    start = [sys.executable, "-c", _START, str(to_browser), str(from_browser), *command]
    process = subprocess.Popen(
        start, pass_fds=(to_browser, from_browser), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(to_browser)
    os.close(from_browser)
    with os.fdopen(ours, "wb") as writer, os.fdopen(theirs, "rb") as reader:
        try:
            yield Chromium(writer, reader)
        finally:
            process.terminate()
            process.wait(SOON_S)
