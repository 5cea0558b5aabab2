"""A real server on this machine that talks like an OpenAI-compatible one, for as long as a test runs."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]

PATH = "/v1/chat/completions"


class ChatServer:
    """`answer` answers every question; `asked` are the bodies that came, `headers` what stood above them."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        server = self

        class _Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.paths.append(self.path)
                server.asked.append(body)
                server.headers.append(dict(self.headers.items()))
                try:
                    server.answer(self, body)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """What a person puts into SAYSO_SERVER_URL."""
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def sends(body: bytes, status: int = 200, media_type: str = "application/json", **headers: str) -> Answer:
    """Always these bytes."""

    def answer(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def writes(content: str | None, finish_reason: str = "stop") -> Answer:
    """Always these words of the model."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    return sends(json.dumps({"id": "1", "object": "chat.completion", "model": "other", "choices": [choice]}).encode())


def finds(*rows: object) -> Answer:
    """Always these attributions."""
    return writes(json.dumps({"attributions": rows}))


def row(source: str | None, cue: str, *content: str, **more: object) -> dict[str, object]:
    """An attribution as the server is asked for it."""
    return {"source": source, "cue": cue, "content": list(content), "stance": None, **more}
