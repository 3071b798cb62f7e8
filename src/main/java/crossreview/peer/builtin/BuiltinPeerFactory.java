package crossreview.peer.builtin;

import crossreview.guard.rule.SecretRules;
import crossreview.model.run.PeerRole;
import crossreview.peer.Peer;
import crossreview.peer.PeerRequest;
import crossreview.peer.builtin.BuiltinPeer.WorkerContext;
import crossreview.peer.builtin.rule.HygieneRule;
import crossreview.peer.builtin.rule.LogicRule;
import crossreview.peer.builtin.rule.SecretsRule;
import crossreview.peer.builtin.rule.StructureRule;
import crossreview.peer.builtin.rule.TestsRule;
import crossreview.time.VertxTimerService;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** The built-in panel by name. Its threads end with the Vert.x instance. */
public final class BuiltinPeerFactory {
  // Rules are quick; a second thread keeps a large text from delaying all others.
  private static final int THREADS = 2;

  private final WorkerContext workerContext;
  private final SecretRules secretRules;

  /**
   * @param secretRules the user's own, beside those of the rule
   */
  public BuiltinPeerFactory(Vertx vertx, SecretRules secretRules) {
    this(
        new WorkerContext(
            vertx.createSharedWorkerExecutor("builtin-peers", THREADS),
            new VertxTimerService(vertx)),
        secretRules);
  }

  private BuiltinPeerFactory(WorkerContext workerContext, SecretRules secretRules) {
    this.workerContext = workerContext;
    this.secretRules = secretRules;
  }

  /** The same with other rules of the user, on the same threads. */
  public BuiltinPeerFactory with(SecretRules others) {
    return new BuiltinPeerFactory(workerContext, others);
  }

  /** The peer with this id; {@code roles} replaces the roles of its kind when it is not empty. */
  public Optional<Peer> byId(String id, List<PeerRole> roles) {
    return switch (id) {
      case "secrets" ->
          peer(id, roles, PeerRole.REVIEW, new RuleReviewer(id, new SecretsRule(secretRules)));
      case "hygiene" -> peer(id, roles, PeerRole.REVIEW, new RuleReviewer(id, new HygieneRule()));
      case "tests" -> peer(id, roles, PeerRole.REVIEW, new RuleReviewer(id, new TestsRule()));
      case "structure" ->
          peer(id, roles, PeerRole.REVIEW, new RuleReviewer(id, new StructureRule()));
      case "logic" -> peer(id, roles, PeerRole.REVIEW, new RuleReviewer(id, new LogicRule()));
      case "tidy" -> peer(id, roles, PeerRole.AUTHOR, BuiltinPeerFactory::tidy);
      default -> Optional.empty();
    };
  }

  private Optional<Peer> peer(
      String id, List<PeerRole> roles, PeerRole own, BuiltinTask builtinTask) {
    return Optional.of(
        new BuiltinPeer(workerContext, id, roles.isEmpty() ? List.of(own) : roles, builtinTask));
  }

  private static String tidy(
      PeerRequest.RequestMaterial requestMaterial, BuiltinTask.FileProgress fileProgress) {
    String repaired = TidyAuthor.repair(requestMaterial.artifact(), requestMaterial.text());
    fileProgress.read(1, 1);
    return repaired;
  }
}
