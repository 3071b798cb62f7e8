package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.transport.BearerToken;
import crossreview.cli.transport.DaemonTransport;
import crossreview.cli.transport.ForeignListenerException;
import crossreview.cli.transport.LocalTransport;
import crossreview.cli.transport.RemoteTransport;
import crossreview.lock.LinuxProcessTable;
import crossreview.lock.LockHolder;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.function.Predicate;

/** Where the daemon is, and who asks. */
public sealed interface DaemonAddress {
  BearerToken token();

  /** What messages call it. */
  String display();

  /** The address for a browser, without a slash at the end. */
  String browserUrl();

  /** Why it cannot be reached, and what to do. */
  String absence();

  /** What a connection that failed means for the person who asked. */
  default CliException unreachable(IOException failure) {
    return failure instanceof ForeignListenerException
        ? new CliException(
            CliProblem.FOREIGN_LISTENER,
            failure.getMessage() + "; nothing was sent. Stop it, then run: crossreview serve")
        : new CliException(CliProblem.DAEMON_NOT_REACHABLE, absence());
  }

  /** The way there. */
  DaemonTransport transport();

  /**
   * The daemon of a data directory on this machine.
   *
   * @param process what wrote {@code daemon.json}; parts that an older version did not write are
   *     empty
   * @param socket where it listens for programs on this machine
   * @param url where it listens for others, for messages only
   * @param start the command that starts it
   * @param trusted the users who may listen at the socket: the owner of the directory, and root
   */
  record LocalAddress(
      Path dataDir,
      LockHolder process,
      Path socket,
      String url,
      String start,
      Predicate<UserPrincipal> trusted,
      BearerToken token)
      implements DaemonAddress {
    @Override
    public String display() {
      return url;
    }

    /** A daemon that listens at all addresses is at this machine's own name, too. */
    @Override
    public String browserUrl() {
      return url.replace("//0.0.0.0", "//localhost").replace("//[::]", "//localhost");
    }

    public long pid() {
      return process.pid();
    }

    /** What is known of that process: a later one with its number is not taken for it. */
    public LinuxProcessTable.ProcessState state() {
      LinuxProcessTable.ProcessState state = new LinuxProcessTable().state(process);
      return state == LinuxProcessTable.ProcessState.UNKNOWN
              && ProcessHandle.of(pid()).isEmpty()
              && process.started().isEmpty()
          ? LinuxProcessTable.ProcessState.ENDED
          : state;
    }

    @Override
    public String absence() {
      String why =
          state() == LinuxProcessTable.ProcessState.ENDED
              ? "process " + pid() + ", which started there, has ended"
              : "process " + pid() + " does not answer at " + socket;
      return "no daemon runs on " + dataDir + ": " + why + ". Start one: " + start;
    }

    @Override
    public DaemonTransport transport() {
      return new LocalTransport(socket, trusted, token);
    }
  }

  /** A daemon that was named by its URL. */
  record RemoteAddress(URI url, BearerToken token) implements DaemonAddress {
    /** Refused unless the text is a URL with http or https. */
    public static RemoteAddress of(String server, BearerToken token) {
      URI url;
      try {
        url = URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
      } catch (IllegalArgumentException e) {
        throw new CliException(
            CliProblem.BAD_SERVER, "--server must be a URL, is \"" + server + "\"");
      }
      if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
        throw new CliException(
            CliProblem.BAD_SERVER,
            "--server must begin with http:// or https://, is \"" + server + "\"");
      }
      if (url.getHost() == null) {
        throw new CliException(
            CliProblem.BAD_SERVER, "--server must name a host, is \"" + server + "\"");
      }
      return new RemoteAddress(url, token);
    }

    @Override
    public String display() {
      return url.toString();
    }

    @Override
    public String browserUrl() {
      return url.toString();
    }

    @Override
    public String absence() {
      return "cannot reach the daemon at "
          + url
          + ". Is it running? crossreview serve, on its host";
    }

    @Override
    public DaemonTransport transport() {
      return new RemoteTransport(url, token);
    }
  }
}
