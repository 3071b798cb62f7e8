package crossreview.daemon;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Money;
import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.peer.factory.PeerCatalog;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ScriptedPeer;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A whole daemon whose peers write down, outside of its data directory, what they are asked and
 * what they charge:
 *
 * <pre>
 *   REQUEST session round peer purpose call
 *   BILL session call amount
 * </pre>
 */
public final class ScriptedDaemon {
  private static final Money PRICE = Money.of("0.01");
  private static final Money COST = Money.of("0.004");

  private ScriptedDaemon() {}

  /**
   * Arguments: data directory, file for what peers write down, and, if not by itself alone, a file
   * of settings and how many times longer than usual peers think.
   */
  public static void main(String[] arguments) throws IOException, InvalidJsonException {
    Map<String, Object> file =
        arguments.length > 2
            ? JsonReader.readObject(Files.readAllBytes(Path.of(arguments[2])))
            : Map.of();
    int slower = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
    SettingsResult settingsResult =
        SettingsReader.read(file, sets(arguments), Path.of(arguments[0]));
    Settings settings = ((SettingsResult.ValidSettings) settingsResult).settings();
    Path book = Path.of(arguments[1]);
    Daemon daemon = Daemon.start(settings, (all, vertx, keys) -> catalog(all, vertx, book, slower));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(daemon::close));
    System.out.print("READY " + daemon.url() + "\n");
    System.out.flush();
  }

  private static List<String> sets(String[] arguments) {
    List<String> sets =
        new ArrayList<>(List.of("data_dir=" + arguments[0], "limits.session_usd=5"));
    if (arguments.length < 3) {
      sets.add("http.port=0");
    }
    return sets;
  }

  private static PeerCatalog catalog(Settings settings, Vertx vertx, Path book, int slower) {
    VertxTimerService timers = new VertxTimerService(vertx);
    PeerScript first =
        peerRequest ->
            peerRequest.round() == 1 ? half(peerRequest) : PeerScript.ready().act(peerRequest);
    List<Peer> peers =
        List.of(
            outside(
                ScriptedPeer.reviewer("ada", first).after(Duration.ofMillis(8L * slower), timers),
                book),
            outside(
                ScriptedPeer.reviewer("bob", PeerScript.ready())
                    .after(Duration.ofMillis(15L * slower), timers),
                book),
            outside(
                ScriptedPeer.reviewer("cy", PeerScript.ready())
                    .after(Duration.ofMillis(25L * slower), timers),
                book),
            outside(
                ScriptedPeer.author("rex", PeerScript.appending("fixed"))
                    .after(Duration.ofMillis(10L * slower), timers),
                book));
    List<PanelMember> panel = peers.stream().map(Peer::member).toList();
    return new PeerCatalog(new PeerRegistry(peers), Map.of(settings.defaultPanel(), panel), null);
  }

  /** Every second session needs a revision. */
  private static PeerScript.Act half(PeerRequest peerRequest) {
    boolean refuses = peerRequest.session().hashCode() % 2 == 0;
    return (refuses ? PeerScript.notReady("it lacks a line") : PeerScript.ready()).act(peerRequest);
  }

  private static Peer outside(ScriptedPeer peer, Path book) {
    return new Outside(peer.priced(new CallPricing.CeilingPricing(PRICE), COST), book);
  }

  private record Outside(ScriptedPeer peer, Path book) implements Peer {
    @Override
    public PanelMember member() {
      return peer.member();
    }

    @Override
    public CallPricing pricing() {
      return peer.pricing();
    }

    @Override
    public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
      write(
          "REQUEST "
              + peerRequest.session()
              + " "
              + peerRequest.round()
              + " "
              + member().peer()
              + " "
              + peerRequest.callPurpose().wireName()
              + " "
              + peerRequest.call());
      return peer.ask(peerRequest, progressListener)
          .onSuccess(peerResponse ->
              write("BILL " + peerRequest.session() + " " + peerRequest.call() + " " + COST));
    }

    private void write(String line) {
      try {
        Files.writeString(book, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
