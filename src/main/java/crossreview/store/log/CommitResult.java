package crossreview.store.log;

import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that is durable.
 *
 * @param session the session right after the command
 * @param events what the command did; empty when nothing was left to do or when it was repeated
 * @param repeated whether an earlier command with the same key and content had done it
 * @param subject the id that the command gave: a run, an artifact's digest; null if it gave none
 */
public record CommitResult(
    Session session,
    List<SessionEvent> events,
    long firstSeq,
    long lastSeq,
    boolean repeated,
    @Nullable String subject) {}
