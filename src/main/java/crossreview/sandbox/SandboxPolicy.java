package crossreview.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What the settings say about the sandbox of one program. Paths are absolute; one that does not
 * exist when the program starts is left out.
 *
 * @param bind what it sees and may change
 * @param bindReadOnly what it only sees, also where that is below something in {@code bind}
 * @param network whether it reaches the network, this machine's services included
 */
public record SandboxPolicy(
    SandboxMode mode, List<Path> bind, List<Path> bindReadOnly, boolean network) {
  public SandboxPolicy {
    bind = List.copyOf(bind);
    bindReadOnly = List.copyOf(bindReadOnly);
  }
}
