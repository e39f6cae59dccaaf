"""Runs one of the systems written in Python for the benchmark.

    python peers.py SYSTEM < requests > responses

The conversation is described in worker/worker.go: all requests are read, the
system is loaded and cleans a small page, and then the clock runs. Exit code 3:
the system is not installed.
"""

import importlib.metadata
import io
import json
import logging
import re
import resource
import signal
import sys
import time

PAGE_SECONDS = 60  # a page that takes longer has failed
MISSING = 3
WARMUP = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The bridge opens</title></head><body><article>
<h1>The bridge opens</h1><p>The new bridge over the river opens in May, said the mayor on Monday, after three years of work.</p>
<p>It replaces a ferry that had carried people, bicycles and the occasional cow for more than a hundred years.</p></article></body></html>"""

INLINE = set(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr".split()
)


def block_text(element):
    """The text of an lxml element, each block on lines of its own."""
    out = []

    def walk(node):
        block = not isinstance(node.tag, str) or node.tag not in INLINE
        if block:
            out.append("\n")
        if isinstance(node.tag, str):
            out.append(node.text or "")
            for child in node:
                walk(child)
        if block:
            out.append("\n")
        out.append(node.tail or "")

    walk(element)
    return "".join(out)


def trafilatura(fast):
    from trafilatura import bare_extraction

    def run(html, url):
        # As in its authors' evaluation: comments are not part of the text.
        d = bare_extraction(html, url=url, fast=fast, include_comments=False, with_metadata=True)
        if d is None:
            return {}
        return {"text": d.text, "title": d.title, "author": d.author, "date": d.date}

    return run


def readability_lxml():
    import lxml.html
    from readability import Document

    def run(html, url):
        d = Document(html, url=url)
        text = block_text(lxml.html.fromstring(d.summary(html_partial=True)))
        return {"text": text, "title": d.short_title()}

    return run


# The stop lists of jusText by the language that a page declares.
STOPLISTS = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "pl": "Polish", "cs": "Czech", "ru": "Russian", "sv": "Swedish", "da": "Danish", "fi": "Finnish", "hu": "Hungarian",
    "ro": "Romanian", "tr": "Turkish", "el": "Greek", "uk": "Ukrainian", "vi": "Vietnamese", "id": "Indonesian",
}
LANG = re.compile(rb"<html[^>]*\slang\s*=\s*[\"']?([a-zA-Z]{2})", re.I)


def justext():
    import justext as module

    lists = {}

    def run(html, url):
        m = LANG.search(html[:20000])
        name = STOPLISTS.get(m.group(1).decode().lower() if m else "en", "English")
        if name not in lists:
            lists[name] = module.get_stoplist(name)
        paragraphs = module.justext(html, lists[name])
        return {"text": "\n".join(p.text for p in paragraphs if not p.is_boilerplate)}

    return run


def newspaper4k():
    import newspaper
    from newspaper.parsers import get_unicode_html

    def run(html, url):
        config = newspaper.Config()
        config.fetch_images = False
        a = newspaper.Article(url or "https://example.com/", config=config)
        a.download(input_html=get_unicode_html(html), ignore_read_more=True)
        a.parse()
        date = a.publish_date
        return {
            "text": a.text, "title": a.title, "author": ", ".join(a.authors),
            "date": date.isoformat() if hasattr(date, "isoformat") else date,
        }

    return run


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def run(html, url):
        tree = HTMLTree.parse_from_bytes(html, detect_encoding(html, from_html_meta=True))
        text = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
        return {"text": text, "title": tree.title}

    return run


def chardet():
    import chardet as module

    def run(data, url):
        return {"text": module.detect(data)["encoding"]}

    return run


def charset_normalizer():
    from charset_normalizer import from_bytes

    def run(data, url):
        best = from_bytes(data).best()
        return {"text": best.encoding if best else None}

    return run


def detect_encoding():
    from resiliparse.parse.encoding import detect_encoding as detect

    def run(data, url):
        return {"text": detect(data, html5_compatible=False)}

    return run


def ftfy(encoding_only):
    import ftfy as module

    def run(data, url):
        text = data.decode("utf-8")
        return {"text": module.fix_encoding(text) if encoding_only else module.fix_text(text)}

    return run


def inscriptis():
    from inscriptis import get_text

    return lambda html, url: {"text": get_text(decoded(html))}


def html_text():
    from html_text import extract_text

    return lambda html, url: {"text": extract_text(decoded(html))}


def decoded(html):
    """For converters that take text: by Resiliparse's detection."""
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return bytes_to_str(html, detect_encoding(html, from_html_meta=True))


SYSTEMS = {
    "trafilatura": ("trafilatura", lambda: trafilatura(False)),
    "trafilatura fast": ("trafilatura", lambda: trafilatura(True)),
    "readability-lxml": ("readability-lxml", readability_lxml),
    "jusText": ("jusText", justext),
    "newspaper4k": ("newspaper4k", newspaper4k),
    "Resiliparse": ("Resiliparse", resiliparse),
    "chardet": ("chardet", chardet),
    "charset-normalizer": ("charset-normalizer", charset_normalizer),
    "Resiliparse detect_encoding": ("Resiliparse", detect_encoding),
    "ftfy": ("ftfy", lambda: ftfy(False)),
    "ftfy fix_encoding": ("ftfy", lambda: ftfy(True)),
    "inscriptis": ("inscriptis", inscriptis),
    "html-text": ("html-text", html_text),
}


class TooLong(Exception):
    pass


def on_alarm(signum, frame):
    raise TooLong(f"more than {PAGE_SECONDS} s")


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def peak():
    try:
        with open("/proc/self/status") as f:
            for line in f:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) << 10
    except OSError:
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def answer(run, request):
    result = {"id": request["id"]}
    signal.alarm(PAGE_SECONDS)
    try:
        with open(request["file"], "rb") as f:
            html = f.read()
        result.update(run(html, request["url"]))
    except (Exception, TooLong, SystemExit) as e:
        result["error"] = f"{type(e).__name__}: {e}"[:300]
    finally:
        signal.alarm(0)
    return {k: v if isinstance(v, str) else str(v) for k, v in result.items() if v is not None}


def main():
    sys.stdin = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
    requests = [json.loads(line) for line in sys.stdin]
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(10000)
    signal.signal(signal.SIGALRM, on_alarm)
    package, make = SYSTEMS[sys.argv[1]]
    try:
        version = importlib.metadata.version(package)
        run = make()
    except (ImportError, importlib.metadata.PackageNotFoundError) as e:
        print(f"{package}: {e}", file=sys.stderr)
        sys.exit(MISSING)
    run(WARMUP.encode(), "https://example.com/")
    stats = {"start_cpu": cpu(), "version": version}
    start = time.monotonic()
    responses = [answer(run, r) for r in requests]
    stats["cpu"], stats["wall"], stats["peak"] = cpu() - stats["start_cpu"], time.monotonic() - start, peak()
    for r in responses:
        # Lone surrogates, which Python lets into strings, are no JSON.
        r = {k: v.encode("utf-8", "replace").decode() for k, v in r.items()}
        print(json.dumps(r, ensure_ascii=True))
    print(json.dumps({"stats": stats}))


if __name__ == "__main__":
    main()
