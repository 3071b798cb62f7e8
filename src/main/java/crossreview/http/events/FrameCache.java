package crossreview.http.events;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * The frame of the line that was written last: consumers who follow live want the same one, one
 * after the other. On one event loop.
 */
final class FrameCache {
  private @Nullable StoredLine line;
  private String frame = "";

  String of(SessionId session, StoredLine wanted) {
    if (line != wanted) { // the very line, as the session's memory holds it
      line = wanted;
      frame = FrameEncoder.event(session, wanted);
    }
    return frame;
  }
}
