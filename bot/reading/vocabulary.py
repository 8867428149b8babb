"""Words about names: variants, things that only look like models, nouns that say what a name is."""

# Words that go on a model's name after a space.
VARIANTS = frozenset(
    (
        "pro max mini nano micro flash lite ultra plus turbo large medium small tiny big base instruct chat "
        "thinking think deep reasoning reasoner reason coder code coding math vision vl omni audio voice video "
        "image preview exp experimental distill air speciale terminus premier sonic opus sonnet haiku fable "
        "mythos maverick scout behemoth codex oss spark fast heavy instant advanced extended super next edge "
        "embed embedding embeddings guard moe realtime tts asr ocr robotics er diffusion dense nemo saba prime "
        "multimodal prover zero research express beta turbo latest it pt med mobile linear nemotron alpha gemma "
        "hd hybrid quantized speech translate transcribe r+ a+ xl xs high xhigh medium low lightning swift titan"
    ).split()
)
# Of these, the ones that people write without a capital after a version.
LOWER_VARIANTS = frozenset(["mini", "nano", "pro", "turbo", "flash"])
# After a hyphen these describe a thing made with a model, and are no part of its name.
NOT_IN_NAMES = frozenset(
    (
        "based powered style like class compatible level parameter parameters token tokens series family native "
        "driven only trained tuned generated made backed era sized assisted led enabled inspired written first "
        "specific competitive comparable model models optimized focused ready derived related and or vs branded "
        "quality scale ish "
        "user users bot searchbot"
    ).split()
)
# Verbs that bring a name in.
INTRODUCES = frozenset(
    (
        "introduce introduces introduced introducing present presents presented presenting propose proposes "
        "proposed release releases released releasing launch launches launched launching unveil unveils unveiled "
        "unveiling announce announces announced announcing debut debuts debuted called named dubbed develop "
        "developed developing build built train trained publish published open-sourced sourced sourcing ships "
        "shipped shipping drops dropped meet"
    ).split()
)
# What stands between the names of a list.
JOINS = frozenset((",", "and", "or", "&", "/"))
# Units and nouns: a number before one of them is an amount, not a version.
AMOUNT_WORDS = frozenset(
    (
        "% x times billion million trillion thousand tokens token points percent parameters params param active "
        "gb tb mb kb gib years year months month days day hours hour minutes seconds weeks week users people of "
        "stars layers experts languages benchmarks tasks h100 gpus gpu"
    ).split()
)
MODEL_NOUNS = frozenset(
    (
        "model models llm llms lm lms vlm vlms slm slms mllm mllms transformer transformers checkpoint "
        "checkpoints ai moe family series lineup assistant chatbot reasoner foundation"
    ).split()
)
OTHER_NOUNS = frozenset(
    (
        "framework pipeline benchmark benchmarks dataset datasets corpus method methods infrastructure library "
        "technique techniques algorithm algorithms approach mechanism tool toolkit tools platform architecture "
        "architectures engine feature features runtime protocol kernel kernels optimizer service app application "
        "product startup company lab system-card suite leaderboard index paper report plugin sdk api cli agent "
        "agents editor ide extension chip gpu processor server database language assistant-app plan subscription "
        "program initiative team evaluation strategy attention quantization recipe stack cluster datacenter"
    ).split()
)
# Software, products and hardware that stand where a model could.
NOT_MODELS = tuple(
    (
        "llama.cpp, LlamaIndex, LlamaCon, Llama Stack, Llama API, Claude Code, Claude Desktop, Claude Cowork, "
        "Claude Research, Claude API, Claude for Chrome, Claude Max, Claude Pro, Claude Team, Claude Enterprise, "
        "Codex CLI, Codex app, Gemini CLI, Gemini app, Gemini Live, Gemini API, Gemini Advanced, "
        "Gemini Enterprise, Qwen Chat, Qwen Code, Qwen app, DeepSeek Sparse Attention, DeepSeek API, "
        "DeepSeek Chat, ChatGPT Plus, ChatGPT Pro, ChatGPT Team, ChatGPT Enterprise, ChatGPT Edu, "
        "ChatGPT Search, ChatGPT Agent, ChatGPT Atlas, ChatGPT Go, ChatGPT Codex, Deep Research, Kimi Code, "
        "Kimi CLI, Grok Build, Grok Imagine, Mistral Vibe, Mistral Code, Mistral Compute, GitHub Copilot, "
        "Microsoft 365 Copilot, Microsoft 365, Microsoft Office, Microsoft Teams, Microsoft Azure, "
        "Microsoft Word, Microsoft Excel, Google Workspace, Google Cloud, Google Docs, Google Drive, "
        "Google Search, Google Maps, Google Chrome, Google Colab, Google Play, Google Sheets, Google Calendar, "
        "Google TPU, Google TPUs, Amazon Bedrock, AWS Bedrock, Amazon S3, Apple Silicon, Apple Watch, "
        "Apple Vision, Meta Ray-Ban, Meta Quest, NVIDIA NIM, Nvidia GPU, Nvidia GPUs, NVIDIA H100, NVIDIA H200, "
        "NVIDIA A100, NVIDIA B200, NVIDIA GB200, NVIDIA GB300, NVIDIA DGX, NVIDIA RTX, NVIDIA TensorRT, "
        "NVIDIA CUDA, NVIDIA Blackwell, NVIDIA Hopper, Hugging Face Hub, Hugging Face Spaces, "
        "Hugging Face Transformers, GPT Store, GPT Actions, Seed round, seed funding, Mistral Agents, "
        "Agents API, Alibaba Cloud Model Studio, Tencent Cloud, Baidu Cloud, Step by step, llama-server, "
        "llama-cli, Hacker News"
    ).split(", ")
)
# Names that begin with a capital and are no model, wherever a rule looks for one by shape.
NOT_NAMES = frozenset(
    (
        "the a an we our this that these those it its they their in on at for from with by to of as and or but "
        "if when while after before although though despite however moreover furthermore additionally notably "
        "meanwhile since because whereas unlike among overall finally thanks "
        "now today yesterday new next last first second both all some many most other "
        "more here there what which who how why monday tuesday wednesday thursday friday saturday sunday january "
        "february march april may june july august september october november december ai llm llms gpu gpus cpu "
        "tpu api sdk moe rl rlhf sft dpo grpo gqa mla mtp rope nope yarn fp8 fp4 int4 bf16 fp16 gguf awq gptq "
        "rag mcp cot sota vllm sglang ollama lmstudio pytorch cuda tensorrt transformers tensorflow jax triton "
        "python rust node javascript typescript linux windows macos ios android chrome firefox docker kubernetes "
        "github gitlab reddit twitter discord slack youtube hackernews arxiv hugging openrouter cline cursor "
        "windsurf vscode china us usa eu uk nature series key feature features summary note update news release "
        "model models version research paper agents agent attention spec released introducing announcing launched"
    ).split()
)
AI_WORDS = frozenset(
    (
        "llm llms model models ai benchmark benchmarks token tokens parameters inference reasoning api weights "
        "openai anthropic gpt claude chatbot chatbots llama gemini qwen deepseek mistral grok multimodal agentic "
        "lmarena"
    ).split()
)
# Words that a number behind them counts ("Section 3"), and times that it dates.
COUNTED = frozenset(
    (
        "section sections figure figures fig table tables step steps phase phases stage stages chapter part parts "
        "article round rounds level levels tier tiers day days week weeks month quarter page pages line lines "
        "appendix equation eq theorem lemma algorithm item items option options question case cases experiment run "
        "runs test tests task tasks group groups class type types season episode volume issue number room building "
        "gate grade rule act bill title block layer layers team top over under about only just almost nearly around "
        "roughly up down across sept sep oct nov dec jan feb mar apr jun jul aug score scores rank ranks ranked "
        "average elo total index temperature batch epoch epochs seed seeds credit credits track milestone wave "
        "generation draft revision sprint area district route highway exit flight airport formula"
    ).split()
)
# Hardware, software, data and goods whose names are made as those of models are.
PRODUCTS = frozenset(
    (
        "rtx gtx geforce ryzen xeon epyc core radeon instinct mi tpu tpus gaudi trainium inferentia ascend kunlun "
        "maia ironwood trillium rubin blackwell hopper ampere turing volta lovelace grace vera snapdragon dimensity "
        "exynos tensor threadripper arc jetson orin thor dgx hgx nvlink nvl wse groq lpu iphone ipad macbook mac "
        "pixel galaxy xbox playstation airpods kindle tesla windows macos ios ipados watchos android ubuntu debian "
        "fedora linux python java ruby php kotlin rust node react angular svelte django rails laravel postgres "
        "postgresql mysql sqlite mongodb redis http tls ssl tcp ipv usb pcie wifi bluetooth hdmi ddr lpddr gddr hbm "
        "nvme rocm cudnn cutlass nccl triton flashattention deepspeed verl trl peft unsloth axolotl lmdeploy exllama "
        "exllamav langchain langgraph autogen crewai dspy gradio streamlit jupyter excel word powerpoint photoshop "
        "figma safari covid sars boeing airbus starship apache gpl lgpl agpl bsd iso iec ieee rfc soc hipaa gdpr "
        "fips asl cve cvss neurips icml iclr acl emnlp naacl cvpr iccv eccv aaai ijcai kdd colm siggraph wwdc ces "
        "gtc fineweb dolma dclm laion commoncrawl bookcorpus wikitext openwebtext wikipedia slimpajama cosmopedia "
        "webtext ultrachat ultrafeedback openorca"
    ).split()
)
