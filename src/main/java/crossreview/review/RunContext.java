package crossreview.review;

import crossreview.brief.Briefs;

/** What asking and reading within one run work with. */
record RunContext(
    PromptInputSource promptInputSource,
    CallDispatcher callDispatcher,
    AnswerInterpreter reading,
    Briefs briefs) {}
