package crossreview.daemon;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.StoreSecret;
import crossreview.model.Digest;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerSnapshot;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.operation.SessionAccess;
import crossreview.operation.artifact.ArtifactOperations;
import crossreview.operation.evidence.EvidenceOperations;
import crossreview.operation.run.RunOperations;
import crossreview.operation.session.DefaultsProvider;
import crossreview.operation.session.SessionOperations;
import crossreview.operation.start.StartOperations;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The operations that begin a review, over a review service in this process. */
record StartOperationsHarness(ReviewHarness bench, Path dir, PolicyRules policy) {
  private static final Principal CALLER = new Principal("caller", AccessRole.CALLER);

  /** What an operation answers. */
  Future<Map<String, Object>> begin(String starter, Map<String, Object> input, String key) {
    OperationCatalog catalog = catalog();
    OperationCall call = new OperationCall(CALLER, input, key, "r1");
    return catalog.invoke(catalog.find(starter).orElseThrow(), call).map(OperationResult::body);
  }

  private OperationCatalog catalog() {
    OperationContext context =
        new OperationContext(
            bench.store().sessions(),
            null,
            new LocalRunService(bench.reviews(), null, null),
            null,
            StartOperationsHarness::here);
    DefaultsProvider defaults = new PanelDefaults(bench.panel(), policy);
    List<Operation> all =
        new ArrayList<>(
            SessionOperations.of(
                context, () -> defaults, secret(), new SecureRandom(), new SystemTime()));
    all.addAll(ArtifactOperations.of(context, defaults::artifactBytesMax));
    all.addAll(EvidenceOperations.of(context, defaults::artifactBytesMax));
    all.addAll(RunOperations.of(context, id -> Optional.empty()));
    all.addAll(
        StartOperations.of(
            context,
            name -> all.stream().filter(op -> op.name().equals(name)).findFirst().orElseThrow(),
            defaults::artifactBytesMax));
    return new OperationCatalog(all, SessionAccess.of(context.sessionRegistry()), event -> {});
  }

  private StoreSecret secret() {
    try {
      return StoreSecret.open(dir, new SecureRandom());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> Future<T> here(Callable<T> task) {
    try {
      return Future.succeededFuture(task.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private record PanelDefaults(List<PanelMember> members, PolicyRules rules)
      implements DefaultsProvider {
    @Override
    public Optional<List<PanelMember>> panel(String name) {
      return Optional.of(members);
    }

    @Override
    public List<String> panelNames() {
      return List.of("p");
    }

    @Override
    public String defaultPanel() {
      return "p";
    }

    @Override
    public double independenceFloor() {
      return 1.5;
    }

    @Override
    public RunMode mode() {
      return RunMode.SHIP;
    }

    @Override
    public PolicyRef policy(String panel) {
      return new PolicyRef("unanimous", 1, Digest.of("unanimous"), rules);
    }

    @Override
    public ReviewLimits limits() {
      return Samples.LIMITS;
    }

    @Override
    public String binding() {
      return "settings";
    }

    @Override
    public boolean shipped(LimitName limit) {
      return true;
    }

    @Override
    public List<PeerSnapshot> known(List<PanelMember> members) {
      return List.of();
    }

    @Override
    public int artifactBytesMax() {
      return 10_000;
    }
  }
}
