package crossreview.daemon;

import crossreview.http.ListenerConfig;
import crossreview.model.AccessProblem;
import crossreview.model.ClusterProblem;
import crossreview.settings.Settings;
import crossreview.store.disk.FileModeCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the daemon listens for the network, as its settings say. Blocking. */
final class NetworkListener {
  private NetworkListener() {}

  /** The listener; refused with {@code private_file_refused} when others can read the TLS key. */
  static ListenerConfig of(ConfigReference current) {
    Settings.HttpSettings httpSettings = current.get().settings().http();
    return new ListenerConfig(
        httpSettings.host(),
        httpSettings.port(),
        () -> current.get().access(),
        tlsFiles(httpSettings),
        null);
  }

  private static ListenerConfig.@Nullable TlsFiles tlsFiles(Settings.HttpSettings httpSettings) {
    Path certificate = httpSettings.tlsCertificate();
    if (certificate == null) {
      return null;
    }
    Path key = Objects.requireNonNull(httpSettings.tlsKey(), "refused without a certificate's key");
    try {
      Optional<String> open = FileModeCheck.fault(key);
      if (open.isPresent()) {
        throw AccessProblem.PRIVATE_FILE_REFUSED.exception("the TLS key " + key + " " + open.get());
      }
      return new ListenerConfig.TlsFiles(certificate, key);
    } catch (IOException e) {
      throw ClusterProblem.CANNOT_LISTEN.exception("cannot read the TLS key " + key + ": " + e);
    }
  }
}
