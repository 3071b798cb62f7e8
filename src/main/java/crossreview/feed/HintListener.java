package crossreview.feed;

import crossreview.model.SessionId;

/** Who is told that something happened. Any thread; must not block. */
interface HintListener {

  /** The session may have lines up to this seq; hints may repeat and may be lost. */
  void headAdvanced(SessionId id, long head);

  /** A message without seq, as JSON text; it may be ignored without loss. */
  void transientMessage(SessionId id, String json);
}
