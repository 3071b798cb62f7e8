package crossreview.review;

import crossreview.prompt.PromptBuilder;
import crossreview.review.prompt.PromptInputSource;

/** What asking and reading within one run work with. */
record RunContext(
    PromptInputSource promptInputSource,
    CallDispatcher callDispatcher,
    AnswerInterpreter reading,
    PromptBuilder promptBuilder) {}
