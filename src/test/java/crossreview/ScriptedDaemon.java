package crossreview;

import crossreview.model.Money;
import crossreview.model.PanelMember;
import crossreview.peer.Ask;
import crossreview.peer.Peer;
import crossreview.peer.Price;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import crossreview.review.PeerRoster;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.Loaded;
import crossreview.testkit.Script;
import crossreview.testkit.ScriptedPeer;
import crossreview.time.VertxTimers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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

  /** Arguments: data directory, file for what peers write down. */
  public static void main(String[] arguments) {
    Loaded loaded =
        SettingsReader.read(
            Map.of(),
            List.of("data_dir=" + arguments[0], "http.port=0", "limits.session_usd=5"),
            Path.of(arguments[0]));
    Settings settings = ((Loaded.Complete) loaded).settings();
    Path book = Path.of(arguments[1]);
    Daemon daemon = Daemon.start(settings, (all, vertx, keys) -> roster(all, vertx, book));
    System.out.print("READY " + daemon.url() + "\n");
    System.out.flush();
  }

  private static Roster roster(Settings settings, Vertx vertx, Path book) {
    VertxTimers timers = new VertxTimers(vertx);
    Script first = ask -> ask.round() == 1 ? half(ask) : Script.ready().act(ask);
    List<Peer> peers =
        List.of(
            outside(ScriptedPeer.reviewer("ada", first).after(Duration.ofMillis(8), timers), book),
            outside(
                ScriptedPeer.reviewer("bob", Script.ready()).after(Duration.ofMillis(15), timers),
                book),
            outside(
                ScriptedPeer.reviewer("cy", Script.ready()).after(Duration.ofMillis(25), timers),
                book),
            outside(
                ScriptedPeer.author("rex", Script.appending("mended"))
                    .after(Duration.ofMillis(10), timers),
                book));
    List<PanelMember> panel = peers.stream().map(Peer::member).toList();
    return new Roster(new PeerRoster(peers), Map.of(settings.defaultPanel(), panel), null);
  }

  /** Every second session needs a revision. */
  private static Script.Act half(Ask ask) {
    boolean refuses = ask.session().hashCode() % 2 == 0;
    return (refuses ? Script.notReady("it lacks a line") : Script.ready()).act(ask);
  }

  private static Peer outside(ScriptedPeer peer, Path book) {
    return new Outside(peer.priced(new Price.Ceiling(PRICE), COST), book);
  }

  private record Outside(ScriptedPeer peer, Path book) implements Peer {
    @Override
    public PanelMember member() {
      return peer.member();
    }

    @Override
    public Price price() {
      return peer.price();
    }

    @Override
    public Future<Reply> ask(Ask ask, Progress progress) {
      write(
          "REQUEST "
              + ask.session()
              + " "
              + ask.round()
              + " "
              + member().peer()
              + " "
              + ask.purpose().word()
              + " "
              + ask.call());
      return peer.ask(ask, progress)
          .onSuccess(reply -> write("BILL " + ask.session() + " " + ask.call() + " " + COST));
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
