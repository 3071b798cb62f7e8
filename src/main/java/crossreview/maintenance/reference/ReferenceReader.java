package crossreview.maintenance.reference;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.ValueChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one session folder of the reference system. Blocks; it reads only, and follows no link. */
final class ReferenceReader {
  private static final Pattern DRAFT = Pattern.compile("round-([0-9]{1,6})-draft\\.md");
  private static final int DEPTH_MAX = 6; // its layouts have two

  private final Path folder;
  private final SessionId id;
  private final List<String> repairs = new ArrayList<>();

  private ReferenceReader(Path folder, SessionId id) {
    this.folder = folder;
    this.id = id;
  }

  /** What a folder is. */
  sealed interface ReferenceFolder {
    record SessionFolder(ReferenceSession session) implements ReferenceFolder {}

    /** Nothing to bring in, and why. */
    record OtherFolder(String why) implements ReferenceFolder {}
  }

  static ReferenceFolder read(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    Optional<SessionId> id = SessionId.parse(name.toLowerCase(Locale.ROOT));
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || id.isEmpty()) {
      return new ReferenceFolder.OtherFolder("its name is not a session id");
    }
    return new ReferenceReader(folder, id.get()).read();
  }

  private ReferenceFolder read() throws IOException {
    ReferenceMetadata referenceMetadata = ReferenceMetadata.read(folder, repairs);
    List<Path> files = files();
    if (referenceMetadata == null && files.isEmpty()) {
      return new ReferenceFolder.OtherFolder("it is empty");
    }
    if (referenceMetadata != null && referenceMetadata.ghost()) {
      return new ReferenceFolder.OtherFolder(
          "it is a placeholder of a session that was never opened");
    }
    ReferenceMetadata known =
        referenceMetadata == null ? new ReferenceMetadata(Map.of()) : referenceMetadata;
    String inside = known.text("session_id");
    if (inside != null && !inside.equalsIgnoreCase(id.value())) {
      repairs.add("meta.json is about session " + ValueChecks.cut(inside, 40));
    }
    Money cost = known.cost(repairs);
    long events = ReferenceJournal.look(folder, repairs);
    return new ReferenceFolder.SessionFolder(
        new ReferenceSession(
            id,
            or(known.text("version"), "unknown", "it does not say which version created it"),
            or(known.text("task"), "(no task)", "it has no task"),
            or(known.text("caller"), "unknown", "it does not say who opened it"),
            known.text("created_at"),
            known.text("updated_at"),
            known.text("outcome"),
            known.text("outcome_reason"),
            known.text("review_focus"),
            ReferenceParts.of(known.fields(), repairs),
            cost,
            events,
            files,
            text(files),
            repairs));
  }

  private String or(@Nullable String value, String otherwise, String repair) {
    if (value == null) {
      repairs.add(repair);
    }
    return value == null ? otherwise : value;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder, DEPTH_MAX)) {
      List<Path> found = new ArrayList<>();
      for (Path each : all.sorted(Comparator.naturalOrder()).toList()) {
        Path name = folder.relativize(each);
        if (Files.isSymbolicLink(each)) {
          repairs.add(name + " is a link and was not followed");
        } else if (name.toString().endsWith(".tmp")) {
          repairs.add(name + " is incomplete");
        } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
            && !name.startsWith(".lock")) {
          found.add(name);
        }
      }
      return found;
    }
  }

  private static @Nullable Path text(List<Path> files) {
    Path approved = Path.of("final.md");
    if (files.contains(approved)) {
      return approved;
    }
    Path last = null;
    int highest = -1;
    for (Path file : files) {
      Matcher draft = DRAFT.matcher(file.getFileName().toString());
      if (draft.matches() && Integer.parseInt(draft.group(1)) > highest) {
        highest = Integer.parseInt(draft.group(1));
        last = file;
      }
    }
    return last;
  }
}
