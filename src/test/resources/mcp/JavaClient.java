import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;

/** A whole review with the official client for Java: URL TOKEN. */
public class JavaClient {
  public static void main(String[] arguments) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().header("Authorization", "Bearer " + arguments[1]);
    McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(arguments[0])
                    .endpoint("/mcp")
                    .requestBuilder(request)
                    .build())
            .requestTimeout(Duration.ofSeconds(60))
            .build();
    client.initialize();
    int tools = client.listTools().tools().size();
    Map<?, ?> review =
        body(
            client,
            "run_until_unanimous",
            Map.of("task", "a plan", "initial_draft", "one plan \n"));
    Map<String, Object> session = Map.of("session_id", review.get("session_id"));
    Map<?, ?> poll = body(client, "session_poll", session);
    Map<?, ?> text = body(client, "session_final", session);
    CallToolResult wrong =
        client.callTool(new CallToolRequest("session_read", Map.of("session_id", "nope")));
    System.out.println(
        "tools "
            + tools
            + ", converged "
            + review.get("converged")
            + ", "
            + poll.get("state")
            + ", wrong "
            + wrong.isError()
            + ", final "
            + String.valueOf(text.get("text")).strip());
    client.closeGracefully();
    System.exit(0);
  }

  private static Map<?, ?> body(McpSyncClient client, String tool, Map<String, Object> input) {
    return (Map<?, ?>) client.callTool(new CallToolRequest(tool, input)).structuredContent();
  }
}
