package crossreview.review;

import crossreview.brief.Briefs;

/** What asking and reading within one run work with. */
record Parts(Material material, Asking asking, AnswerReading reading, Briefs briefs) {}
