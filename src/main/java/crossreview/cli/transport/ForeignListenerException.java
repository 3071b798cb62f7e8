package crossreview.cli.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** A user who is not trusted listens at the daemon's socket. Nothing was sent there. */
public final class ForeignListenerException extends IOException {
  private static final long serialVersionUID = 1L;

  ForeignListenerException(Path socket, UserPrincipal listener) {
    super("the program that listens at " + socket + " runs as " + listener.getName());
  }
}
