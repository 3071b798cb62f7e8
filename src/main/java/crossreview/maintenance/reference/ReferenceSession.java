package crossreview.maintenance.reference;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.event.ImportedParts;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session folder of the reference system says; absent is null.
 *
 * @param focus the scope of the review
 * @param parts its rounds, calls and checklist
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
    @Nullable String createdAt,
    @Nullable String updatedAt,
    @Nullable String outcome,
    @Nullable String reason,
    @Nullable String focus,
    ImportedParts parts,
    Money cost,
    long events,
    List<Path> files,
    @Nullable Path text,
    List<String> repairs) {}
