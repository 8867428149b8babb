"""Whose entries of the catalogue are believed, and in which order. Data, no logic.

The catalogue lists a model once for everybody who sells it, at different prices. Subscriptions that price nothing by
the token, and gateways that are the same company under another name, are left out.
"""

MAKERS: dict[str, str] = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google": "google",
    "deepseek": "deepseek",
    "alibaba": "alibaba",
    "mistral": "mistral",
    "moonshotai": "moonshot",
    "zai": "zhipu",
    "minimax": "minimax",
    "xai": "xai",
    "xiaomi": "xiaomi",
    "stepfun-ai": "stepfun",
    "cohere": "cohere",
    "nvidia": "nvidia",
    "llama": "meta",
    "perplexity": "perplexity",
    "upstage": "upstage",
    "inception": "inception",
    "sarvam": "sarvam",
    "nova": "amazon",
    "amazon-bedrock": "amazon",
    "tencent-tokenhub": "tencent",
    "bailing": "inclusionai",
    "morph": "morph",
    "alibaba-cn": "alibaba",
    "moonshotai-cn": "moonshot",
    "zhipuai": "zhipu",
    "minimax-cn": "minimax",
    "stepfun": "stepfun",
}
"""A maker's own providers, each with its lab in the registry; a lab's international one before its Chinese one."""

RESELLERS = ("openrouter", "togetherai", "deepinfra", "vercel", "novita-ai", "siliconflow", "huggingface")
"""Asked in this order for what the maker does not list. Their entries name the maker (``deepseek/deepseek-v3.2``)."""

RANKS: dict[str, int] = {provider: rank for rank, provider in enumerate((*MAKERS, *RESELLERS))}
