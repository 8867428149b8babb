"""The gateway's transport compressions: one stream for the life of a connection, flushed after each message."""

import importlib
import zlib
from collections.abc import Callable
from typing import Any

Encoder = Callable[[str], bytes]


class UnknownCompression(ValueError):
    """A compression that this Python cannot do."""


def open_encoder(name: str | None) -> Encoder | None:
    """An encoder for one connection; None for plain text frames."""
    if not name:
        return None
    if name == "zlib-stream":
        return _zlib_stream()
    if name == "zstd-stream":
        return _zstd_stream()
    raise UnknownCompression(f"compress={name} is not known here; zlib-stream and zstd-stream are.")


def _zlib_stream() -> Encoder:
    stream = zlib.compressobj()
    return lambda text: stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd_stream() -> Encoder:
    # discord.py asks for zstd where it finds a library for it, and looks in this order too.
    stream: Any
    try:
        zstandard = importlib.import_module("zstandard")
    except ModuleNotFoundError:
        return _standard_library_zstd()
    stream = zstandard.ZstdCompressor().compressobj()
    return lambda text: bytes(stream.compress(text.encode()) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK))


def _standard_library_zstd() -> Encoder:
    try:
        zstd = importlib.import_module("compression.zstd")
    except ModuleNotFoundError as cause:
        raise UnknownCompression("compress=zstd-stream needs Python 3.14 or the zstandard package.") from cause
    stream: Any = zstd.ZstdCompressor()
    return lambda text: bytes(stream.compress(text.encode(), zstd.ZstdCompressor.FLUSH_BLOCK))
