package crossreview;

import crossreview.model.SessionId;
import crossreview.settings.Settings;
import crossreview.upkeep.Arrivals;
import crossreview.upkeep.reference.ReferenceImport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Takes sessions into a data directory. Blocks. */
final class Intake {
  private Intake() {}

  /** Hears of each session that was looked at. */
  @FunctionalInterface
  interface Told {
    void line(String name, String what, List<String> notes);
  }

  /** Takes in a bundle, or all sessions of a data directory of the reference system. */
  static void take(Settings settings, Path from, Told told) {
    AtHome.with(
        settings,
        (machinery, time) -> {
          if (Files.isDirectory(from)) {
            new ReferenceImport(machinery.sessionRegistry(), settings.digest())
                .directory(from, line -> told.line(line.folder(), line.what(), line.notes()));
          } else {
            bundle(settings, from, told);
          }
          return null;
        });
  }

  private static void bundle(Settings settings, Path from, Told told) throws IOException {
    try (InputStream bundle = Files.newInputStream(from)) {
      String unique = Long.toHexString(new SecureRandom().nextLong());
      SessionId id = new Arrivals(settings.dataDir()).take(bundle, unique);
      told.line(id.value(), "imported", List.of());
    }
  }
}
