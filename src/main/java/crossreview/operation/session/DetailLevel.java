package crossreview.operation.session;

import crossreview.model.WireEnum;

/** How much of a session an answer shows. */
enum DetailLevel implements WireEnum {
  SUMMARY,
  FULL
}
