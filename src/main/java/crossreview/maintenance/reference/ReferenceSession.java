package crossreview.maintenance.reference;

import crossreview.model.Money;
import crossreview.model.SessionId;
import java.nio.file.Path;
import java.util.List;

/**
 * What a session folder of the reference system says; absent is null.
 *
 * @param cost the sum over its calls
 * @param events lines of its journal that can be read
 * @param files every regular file, relative to the folder
 * @param text the file with the text that it is about: the approved one, else the last draft
 * @param repairs what was wrong, for people
 */
record ReferenceSession(
    SessionId id,
    String version,
    String task,
    String caller,
    String createdAt,
    String updatedAt,
    String outcome,
    String reason,
    int rounds,
    Money cost,
    long events,
    List<Path> files,
    Path text,
    List<String> repairs) {}
