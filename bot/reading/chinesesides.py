"""Who is weighed against whom in a Chinese sentence, and how: its grammar puts "than" and "of" elsewhere."""

import re
from collections.abc import Sequence

from bot.domain.claims import Ranking
from bot.reading.mentions import ModelMention

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORDS = re.compile(r"[A-Za-z]{2,}")
# A maker's name, or what the model is called, may stand between a word of comparing and the model.
_OF_MAKER = r"(?:[A-Za-z]{2,12}|谷歌|阿里|百度|腾讯|字节)?[ ]?(?:的|旗下的?|自家的?|上一代的?|前代|旗舰)?[ ]?$"
# Words right before the other side.
_RANKED_BEFORE: tuple[tuple[Ranking, re.Pattern[str]], ...] = tuple(
    (ranking, re.compile(f"(?:{words})[ ]?{_OF_MAKER}"))
    for ranking, words in (
        (
            Ranking.BEATS,
            "超过了?|超越了?|优于|好于|强于|胜过|胜于|领先于?|领先了|击败了?|打败了?|碾压|赶超了?|反超了?|力压|高于|"
            "快于|赢过|压过|战胜了?|完胜|吊打|超出|甩开",
        ),
        (Ranking.MATCHES, "媲美|比肩|持平于|追平了?|对标|相当于|等同于|堪比|不输于?|不亚于|不逊于|不逊色于|看齐|匹敌"),
        (Ranking.CLOSE_TO, "接近于?|逼近|直逼|逼平|趋近于?|紧追|仅次于"),
        (Ranking.TRAILS, "落后于?|不如|逊于|逊色于|弱于|低于|不及|慢于|差于|输给|败给|比不上"),
    )
)
_WITH = re.compile(f"(?:与|和|跟|同|相比于?|相较于?|对比)[ ]?{_OF_MAKER}")
_THAN = re.compile(f"(?:(?<![对占价环同相])比|(?<!比)较)[ ]?{_OF_MAKER}")
_IS = re.compile(f"(?:是|为|达|达到|只有|仅有|仅|仅需|约|相当于|只需)[ ]?{_OF_MAKER}")
_AFTER: tuple[tuple[Ranking | None, re.Pattern[str]], ...] = tuple(
    (ranking, re.compile(rf"[^,。;:]{{0,12}}?(?:{words})"))
    for ranking, words in (
        (None, "相比|相较|比较|对比"),
        (Ranking.CLOSE_TO, "接近|相近|差距(?:不大|很小|缩小|微小)|的差距(?:已)?(?:缩小|收窄)|仅差|相差无几"),
        (
            Ranking.MATCHES,
            "持平|相当|媲美|比肩|不相上下|一致|看齐|不分伯仲|难分高下|旗鼓相当|打平|并列|同一水平|同等水平|一较高下",
        ),
        (Ranking.TRAILS, "(?:仍|还|尚)?(?:有|存在)(?:一定|明显|较大)?的?差距"),
    )
)
_SAME_AMOUNT = re.compile(r"[^,。;:]{0,12}?(?:相同|一致|一样|持平|不变)")
_PORTION = re.compile(
    r"[ ]?(?:[一-鿿]{0,6})?的[ ]?(?:约|大约|近|不到|超过|仅)?[ ]?(?:\d|一半|[二两三四五六七八九十百]+分之|"
    r"[一二两三四五六七八九十]+[倍成])"
)
_MORE = re.compile(
    r"[^,。;]{0,14}?(?:更(?P<good>快|好|强|便宜|优|高效|省|准确|聪明|出色|稳定)|更(?P<bad>慢|差|弱|贵|高|耗)|"
    r"(?P<plain_good>快|好|强|便宜|优秀)(?:得多|不少|很多|一些)|(?P<plain_bad>慢|差|弱|贵)(?:得多|不少|很多|一些))"
)


def is_chinese(words: str) -> bool:
    """Whether a sentence is written in Chinese, names and units in Latin letters aside."""
    if words.isascii():
        return False
    han = len(_HAN.findall(words))
    return han >= 3 and han >= len(_LATIN_WORDS.findall(words))


def chinese_baselines(text: str, start: int, end: int, groups: Sequence[Sequence[ModelMention]]) -> set[int]:
    """Starts of the models, with those listed beside them, that something else is compared with."""
    return {model.start for group in groups if is_other_side(text, start, end, group) for model in group}


def is_other_side(text: str, start: int, end: int, group: Sequence[ModelMention]) -> bool:
    """Whether words of comparing stand around a list of models."""
    return (
        ranking_of(text, start, end, group) is not None
        or _compared_with(text, start, end, group)
        or _is_than(text, start, group)
        or _is_of(text, start, end, group)
    )


def ranking_of(text: str, start: int, end: int, group: Sequence[ModelMention]) -> Ranking | None:
    """How the sentence's subject stands to a list of models."""
    left = text[max(start, group[0].start - 24) : group[0].start]
    for ranking, pattern in _RANKED_BEFORE:
        if pattern.search(left):
            return ranking
    if _WITH.search(left):
        for after, pattern in _AFTER:
            if pattern.match(text, group[-1].end, end) and after is not None:
                return after
    if _THAN.search(left) and (more := _MORE.match(text, group[-1].end, end)):
        return Ranking.BEATS if more["good"] or more["plain_good"] else Ranking.TRAILS
    return None


def costs_the_same(text: str, start: int, end: int, group: Sequence[ModelMention]) -> bool:
    """ "The same as A": 与 A 相同."""
    left = text[max(start, group[0].start - 24) : group[0].start]
    return bool(_WITH.search(left) and _SAME_AMOUNT.match(text, group[-1].end, end))


def _compared_with(text: str, start: int, end: int, group: Sequence[ModelMention]) -> bool:
    left = text[max(start, group[0].start - 24) : group[0].start]
    if not _WITH.search(left):
        return False
    return costs_the_same(text, start, end, group) or any(
        pattern.match(text, group[-1].end, end) for _, pattern in _AFTER
    )


def _is_than(text: str, start: int, group: Sequence[ModelMention]) -> bool:
    """比 A, 较 A."""
    return bool(_THAN.search(text, max(start, group[0].start - 24), group[0].start))


def _is_of(text: str, start: int, end: int, group: Sequence[ModelMention]) -> bool:
    """是 A 的 2 倍, 仅为 A 的四分之一."""
    left = text[max(start, group[0].start - 24) : group[0].start]
    return bool(_IS.search(left) and _PORTION.match(text, group[-1].end, end))
