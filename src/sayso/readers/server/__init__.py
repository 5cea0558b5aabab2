"""A reader behind an address: a language model on an OpenAI-compatible server, as Ollama, llama.cpp and vLLM offer it."""

from sayso.readers.server.reader import ServerReader

__all__ = ["ServerReader"]
