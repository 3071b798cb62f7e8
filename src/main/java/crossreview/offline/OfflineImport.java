package crossreview.offline;

import crossreview.maintenance.BundleImport;
import crossreview.maintenance.BundleImport.BundleArrival;
import crossreview.maintenance.reference.ReferenceImport;
import crossreview.model.Digest;
import crossreview.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Takes sessions into a data directory. Blocks. */
public final class OfflineImport {
  private OfflineImport() {}

  /** Hears of each session that was looked at. */
  @FunctionalInterface
  public interface ImportObserver {
    void line(String name, String what, List<String> notes);
  }

  /** Takes in a bundle, or all sessions of a data directory of the reference system. */
  public static void run(Settings settings, Path from, ImportObserver importObserver) {
    OfflineStore.run(
        settings,
        (storageModule, time) -> {
          if (Files.isDirectory(from)) {
            new ReferenceImport(
                    storageModule.sessionRegistry(),
                    Digest.of(settings.binding()),
                    settings.secrets())
                .directory(
                    from,
                    importOutcome ->
                        importObserver.line(
                            importOutcome.folder(), importOutcome.what(), importOutcome.notes()));
          } else {
            bundle(settings, from, importObserver);
          }
          return from;
        });
  }

  private static void bundle(Settings settings, Path from, ImportObserver importObserver)
      throws IOException {
    try (InputStream bundle = Files.newInputStream(from)) {
      String unique = Long.toHexString(new SecureRandom().nextLong());
      BundleArrival arrival =
          new BundleImport(settings.dataDir(), settings.secrets())
              .run(bundle, Files.size(from), unique);
      importObserver.line(
          arrival.id().value(), arrival.fresh() ? "imported" : "known", arrival.secrets());
    }
  }
}
