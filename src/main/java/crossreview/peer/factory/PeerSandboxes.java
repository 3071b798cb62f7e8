package crossreview.peer.factory;

import crossreview.sandbox.ProgramSandbox;
import crossreview.sandbox.SandboxSupport;
import crossreview.settings.CommandEntry;
import crossreview.settings.Settings;
import crossreview.settings.Settings.PeerEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sandboxes of the programs that the settings name, by peer. */
public final class PeerSandboxes {
  private static final Logger LOG = LoggerFactory.getLogger(PeerSandboxes.class);

  private PeerSandboxes() {}

  /** Tries once whether they work, if there is any program. Blocks. */
  public static Map<String, ProgramSandbox> of(Settings settings) {
    List<PeerEntry> programs =
        settings.peers().stream().filter(peer -> peer.peerSpec() instanceof CommandEntry).toList();
    if (programs.isEmpty()) {
      return Map.of();
    }
    SandboxSupport support = SandboxSupport.find();
    Map<String, ProgramSandbox> sandboxes = new LinkedHashMap<>();
    for (PeerEntry peer : programs) {
      CommandEntry command = (CommandEntry) peer.peerSpec();
      sandboxes.put(
          peer.id(), new ProgramSandbox(command.sandboxPolicy(), support, settings.dataDir()));
    }
    return sandboxes;
  }

  /** Logs which programs run without one although they could have one. Blocks. */
  public static void warn(Settings settings) {
    of(settings)
        .forEach((peer, sandbox) ->
            sandbox.warning().ifPresent(what -> LOG.atWarn().addKeyValue("peer", peer).log(what)));
  }
}
