package crossreview.peer.builtin;

import crossreview.model.Role;
import crossreview.peer.Ask;
import crossreview.peer.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;

/** The built-in panel by name. */
public final class BuiltinPeers {
  private static final int THREADS = 2; // rules are quick; two keep a large text from stopping others

  private final WorkerExecutor workers;

  public BuiltinPeers(Vertx vertx) {
    workers = vertx.createSharedWorkerExecutor("builtin-peers", THREADS);
  }

  /** The peer with this id; {@code roles} replaces the roles of its kind when it is not empty. */
  public Optional<Peer> byId(String id, List<Role> roles) {
    return switch (id) {
      case "secrets" -> reviewer(id, roles, new SecretsRule());
      case "hygiene" -> reviewer(id, roles, new HygieneRule());
      case "tests" -> reviewer(id, roles, new TestsRule());
      case "structure" -> reviewer(id, roles, new StructureRule());
      case "tidy" -> Optional.of(new BuiltinPeer(workers, id, or(roles, Role.AUTHOR), BuiltinPeers::tidy));
      default -> Optional.empty();
    };
  }

  private Optional<Peer> reviewer(String id, List<Role> roles, Rule rule) {
    return Optional.of(
        new BuiltinPeer(
            workers,
            id,
            or(roles, Role.REVIEW),
            material ->
                Answer.of(
                    rule.check(Change.of(material.artifact(), material.text())), material.own())));
  }

  private static List<Role> or(List<Role> roles, Role own) {
    return roles.isEmpty() ? List.of(own) : roles;
  }

  private static String tidy(Ask.Material material) {
    return Tidy.repair(material.artifact(), material.text());
  }
}
