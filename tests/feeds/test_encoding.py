"""The bytes of a document in whatever encoding, and whatever they are called."""

import pytest

from tests.feeds.samples import in_rss, only


@pytest.mark.parametrize(
    ("encoded", "content_type"),
    [
        (("<?xml version='1.0' encoding='{}'?>", "utf-8"), None),
        (("<?xml version='1.0' encoding='{}'?>", "iso-8859-1"), None),
        (("<?xml version='1.0' encoding='{}'?>", "windows-1252"), None),
        (("<?xml version='1.0' encoding='{}'?>", "utf-16"), None),
        (("", "iso-8859-1"), "text/xml; charset=iso-8859-1"),
        (("", "utf-8"), "text/xml; charset=iso-8859-1"),
        (("", "utf-8"), "text/xml"),
        (("", "utf-8-sig"), None),
        (("", "utf-16-le"), None),
        (("", "windows-1252"), None),
        (("", "utf-8"), "text/xml; charset=punycode"),
        (("<?xml version='1.0' encoding='no-such-thing'?>", "utf-8"), "text/xml; charset=zlib"),
    ],
)
def test_encodings_come_from_mark_header_prolog_or_bytes(encoded: tuple[str, str], content_type: str | None) -> None:
    prolog, encoding = encoded
    document = (
        prolog.format(encoding) + "<rss version='2.0'><channel><item><title>Café – 5</title></item></channel></rss>"
    )
    if encoding == "iso-8859-1":
        document = document.replace("–", "-")
    assert only(document.encode(encoding), content_type).title in {"Café – 5", "Café - 5"}


@pytest.mark.parametrize(
    ("encoding", "title"), [("gb2312", "模型发布"), ("shift_jis", "モデル"), ("iso-2022-jp", "モデル")]
)
def test_east_asian_encodings_are_read(encoding: str, title: str) -> None:
    document = (
        f"<?xml version='1.0' encoding='{encoding}'?><rss><channel><item><title>{title}</title></item></channel></rss>"
    )
    assert only(document.encode(encoding)).title == title


CHINESE, TAIWANESE = "模型发布价格更低欢迎使用", "新模型發布與價格"
JAPANESE, KOREAN = "モデルを公開しました日本語", "새 모델 발표와 가격"
RUSSIAN, GERMAN = "Новая модель и её цена", "Größere Modelle für Köln – „neu“"


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("gb18030", CHINESE),
        ("big5", TAIWANESE),
        ("shift_jis", JAPANESE),
        ("euc-jp", JAPANESE),
        ("euc-kr", KOREAN),
        ("windows-1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("windows-1252", GERMAN),
        ("utf-16", CHINESE),
        ("utf-16-be", CHINESE),
        ("utf-32-le", CHINESE),
    ],
)
@pytest.mark.parametrize(
    ("prolog", "content_type"),
    [("", None), (" encoding='utf-8'", None), ("", "text/xml; charset=utf-8")],
    ids=["not named", "called UTF-8 by itself", "called UTF-8 by its server"],
)
def test_what_is_no_utf8_is_read_as_what_it_is(
    prolog: str, content_type: str | None, encoding: str, title: str
) -> None:
    text = f"<description>{f'{title}. ' * 5}</description>"  # a few words alone are too few to guess by
    document = f"<?xml version='1.0'{prolog}?>" + in_rss(f"<title>{title}</title>{text}").split("?>")[1]
    assert only(document.encode(encoding), content_type).title == title


@pytest.mark.parametrize("prolog", ["gbk", "iso-8859-1", "utf-16", "no-such-thing"])
def test_utf8_is_read_whatever_it_is_called(prolog: str) -> None:
    document = f"<?xml version='1.0' encoding='{prolog}'?>" + in_rss(f"<title>{CHINESE}</title>").split("?>")[1]
    assert only(document.encode(), f"text/xml; charset={prolog}").title == CHINESE


def test_characters_beyond_the_named_subset_are_read() -> None:
    document = "<?xml version='1.0' encoding='gb2312'?>" + in_rss("<title>\U00020000 镕</title>").split("?>")[1]
    assert only(document.encode("gb18030")).title == "\U00020000 镕"


def test_one_bad_byte_does_not_make_utf8_another_encoding() -> None:
    document = in_rss(f"<title>{CHINESE}</title><description>{CHINESE * 20}</description>").encode()
    assert only(document.replace(CHINESE[-1].encode(), b"\xff", 1)).title == CHINESE[:-1] + "\ufffd"
