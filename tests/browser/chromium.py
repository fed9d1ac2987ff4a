"""Headless Chromium over its debugging protocol: opens a page, records all it asks for and complains of."""

import base64
import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import websocket

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_S = 30


def find_chromium() -> str | None:
    """Return the browser named by CORRIDOR_CHROMIUM, else the first one that is installed."""
    if named := os.environ.get("CORRIDOR_CHROMIUM"):
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


@dataclass
class Tab:
    """A page in the browser, with what it asked the network for and what went wrong in it."""

    socket: websocket.WebSocket
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _loaded: bool = False
    _sent: int = 0

    def call(self, method: str, **params: Any) -> Any:
        """Send a command and return its result, recording the events that come in between."""
        self._sent += 1
        self.socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self._sent:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self._note(message)

    def open(self, path: Path, width: int = 1280, height: int = 800, *, pause_ms: int = 300) -> "Tab":
        """Open a file at a window size and wait until it has loaded and drawn."""
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)
        self._loaded = False
        self.call("Page.navigate", url=path.resolve().as_uri())
        until = time.monotonic() + PATIENCE_S
        while not self._loaded and time.monotonic() < until:
            self._note(json.loads(self.socket.recv()))
        self.settle(pause_ms)
        return self

    def resize(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def settle(self, pause_ms: int = 300) -> None:
        """Wait for animations and for what the page does after two frames."""
        script = f"new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, {pause_ms}))))"
        self.call("Runtime.evaluate", expression=script, awaitPromise=True)

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"].get("exception", {}).get("description")))
        return answer["result"].get("value")

    def click(self, selector: str, index: int = 0) -> None:
        """Click, as a hand would, in the middle of the element."""
        found = f"document.querySelectorAll({json.dumps(selector)})[{index}].getBoundingClientRect()"
        # Not scrollIntoView, which would also scroll the inside of the map.
        self.evaluate(f"(b => window.scrollBy(0, b.top + b.height / 2 - innerHeight / 2))({found})")
        self.settle()
        x, y = self.evaluate(f"(b => [b.left + b.width / 2, b.top + b.height / 2])({found})")
        self.click_at(x, y)

    def click_at(self, x: float, y: float) -> None:
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = "none" if kind == "mouseMoved" else "left"
            self.call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x,
                y=y,
                button=button,
                clickCount=int(button == "left"),
            )
        self.settle()

    def press(self, key: str, code: int) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            typed = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
            text = {"text": typed} if kind == "keyDown" and typed else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text)
        self.settle()

    def screenshot(self, path: Path, *, whole: bool = False, scale: float = 1) -> None:
        """Save what is seen, or the whole page, as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        height = "scrollHeight" if whole else "clientHeight"
        width, height = self.evaluate(
            f"(page => [page.clientWidth, page.{height}])(document.documentElement)"
        )
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
        taken = self.call("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(taken["data"]))

    def print_to(self, path: Path) -> None:
        """Save the page as it would be printed on A4."""
        path.parent.mkdir(parents=True, exist_ok=True)
        result = self.call(
            "Page.printToPDF",
            printBackground=False,
            paperWidth=8.27,
            paperHeight=11.69,
            preferCSSPageSize=True,
        )
        path.write_bytes(base64.b64decode(result["data"]))

    def _note(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                url = params["request"]["url"]
                if not url.startswith("data:"):  # a picture that is in the page already
                    self.requests.append(url)
            case "Runtime.exceptionThrown":
                self.complaints.append(
                    str(params["exceptionDetails"].get("exception", {}).get("description"))
                )
            case "Runtime.consoleAPICalled" if params["type"] in {"error", "warning", "assert"}:
                self.complaints.append(str([argument.get("value") for argument in params["args"]]))
            case "Log.entryAdded" if params["entry"]["level"] in {"error", "warning"}:
                self.complaints.append(params["entry"]["text"])
            case "Page.loadEventFired":
                self._loaded = True


@contextmanager
def browser(executable: str) -> Iterator[str]:
    """Run a browser with a fresh profile; yields the address at which it is driven."""
    with TemporaryDirectory(prefix="corridor-chromium-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [executable, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield f"http://127.0.0.1:{_port(Path(profile) / 'DevToolsActivePort', process)}"
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _port(file: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        if file.exists() and (lines := file.read_text().split()):
            return lines[0]
        time.sleep(0.05)
    raise RuntimeError("Chromium did not open its debugging port")


@contextmanager
def new_tab(address: str) -> Iterator[Tab]:
    """Open an empty page in the browser; it is closed at the end."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(
        urllib.request.Request(f"{address}/json/new?about:blank", method="PUT"), timeout=PATIENCE_S
    ) as answer:
        target = json.load(answer)
    socket = websocket.create_connection(
        target["webSocketDebuggerUrl"], timeout=PATIENCE_S, http_no_proxy=["127.0.0.1"]
    )
    try:
        yield Tab(socket)
    finally:
        socket.close()
        with opener.open(f"{address}/json/close/{target['id']}", timeout=PATIENCE_S):
            pass
