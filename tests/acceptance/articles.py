"""Feeds for the acceptance tests, in words of our own."""

from pathlib import Path

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>{title}</title><link>{site}</link><description>Test feed</description>
{items}
</channel></rss>
"""
ITEM = """<item><title>{title}</title><link>{link}</link><guid>{link}</guid>
<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description><![CDATA[{body}]]></description></item>"""

PREVIEW = (
    "<p>Today we are previewing DeepSeek-V4-Pro, a model with 1.6T parameters (49B active) and a 1M-token context "
    "window.</p><p>At a 1M-token context, DeepSeek-V4-Pro needs only 27% of the single-token inference FLOPs of "
    "DeepSeek-V3.2.</p><p>DeepSeek-V4-Pro scores 80.6% on SWE-bench Verified. DeepSeek-V3.2 scores 73.1% on SWE-bench "
    "Verified.</p>"
)
PRESS = (
    "<p>DeepSeek says that DeepSeek-V4-Pro needs 27% of the inference FLOPs of DeepSeek-V3.2. The company did not "
    "disclose the training data of DeepSeek-V4-Pro.</p>"
)
GPT = "<p>GPT-5.5 is available today. It costs $5 per million input tokens and $30 per million output tokens.</p>"
HOSTILE = "<p>@everyone **free** [tokens](https://evil.example) <script>alert(1)</script> for GPT-5.5.</p>"


def write_feeds(folder: Path) -> None:
    """A lab's own feed, a paper's, another lab's; a page that is no feed."""
    write_feed(folder / "deepseek.xml", "DeepSeek News", "https://deepseek.com/news", {"Previewing V4": PREVIEW})
    write_feed(folder / "wire.xml", "The Wire", "https://wire.example", {"V4 is coming": PRESS})
    write_feed(folder / "openai.xml", "OpenAI News", "https://openai.com/news", {"GPT-5.5": GPT, "@here look": HOSTILE})


def write_feed(path: Path, title: str, site: str, articles: dict[str, str]) -> None:
    """One RSS feed with these articles."""
    items = (
        ITEM.format(title=name, link=f"{site}/{number}", body=body)
        for number, (name, body) in enumerate(articles.items(), 1)
    )
    path.write_text(RSS.format(title=title, site=site, items="\n".join(items)), encoding="utf-8")
