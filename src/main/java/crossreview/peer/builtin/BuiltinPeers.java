package crossreview.peer.builtin;

import crossreview.model.run.PeerRole;
import crossreview.peer.Ask;
import crossreview.peer.Peer;
import crossreview.peer.builtin.BuiltinPeer.Threads;
import crossreview.time.VertxTimers;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** The built-in panel by name. Its threads end with the Vert.x instance. */
public final class BuiltinPeers {
  // Rules are quick; a second thread keeps a large text from stopping everybody else.
  private static final int THREADS = 2;

  private final Threads threads;

  public BuiltinPeers(Vertx vertx) {
    threads =
        new Threads(
            vertx.createSharedWorkerExecutor("builtin-peers", THREADS), new VertxTimers(vertx));
  }

  /** The peer with this id; {@code roles} replaces the roles of its kind when it is not empty. */
  public Optional<Peer> byId(String id, List<PeerRole> roles) {
    return switch (id) {
      case "secrets" -> peer(id, roles, PeerRole.REVIEW, new Reviewer(new SecretsRule()));
      case "hygiene" -> peer(id, roles, PeerRole.REVIEW, new Reviewer(new HygieneRule()));
      case "tests" -> peer(id, roles, PeerRole.REVIEW, new Reviewer(new TestsRule()));
      case "structure" -> peer(id, roles, PeerRole.REVIEW, new Reviewer(new StructureRule()));
      case "tidy" -> peer(id, roles, PeerRole.AUTHOR, BuiltinPeers::tidy);
      default -> Optional.empty();
    };
  }

  private Optional<Peer> peer(String id, List<PeerRole> roles, PeerRole own, Work work) {
    return Optional.of(new BuiltinPeer(threads, id, roles.isEmpty() ? List.of(own) : roles, work));
  }

  private static String tidy(Ask.Material material, Work.Watch watch) {
    String repaired = Tidy.repair(material.artifact(), material.text());
    watch.read(1, 1);
    return repaired;
  }
}
