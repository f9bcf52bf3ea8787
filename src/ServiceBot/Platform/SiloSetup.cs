using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Serialization;

namespace ServiceBot.Platform;

/// <summary>The Orleans silo inside this process: one conversation, one writer.</summary>
internal static class SiloSetup
{
    // Below the range that the system hands out to outgoing connections, so that a port found free stays free.
    private const int LowestPort = 12_000;
    private const int HighestPort = 32_000;

    public static void AddSilo(this WebApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0, serviceId: "servicebot", clusterId: "single");
        // There is one silo and nobody to judge it. A clock that is set while it starts (a machine without a battery, time from the network) would
        // make it find itself dead of old age and end the process.
        silo.Configure<ClusterMembershipOptions>(options => (options.LivenessEnabled, options.EvictWhenMaxJoinAttemptTimeExceeded) = (false, false));
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(30));
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(30));
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            type => type.Namespace?.StartsWith("ServiceBot.Domain", StringComparison.Ordinal) == true));
    });

    /// <summary>A silo insists on listening, though in one process nobody calls: several services on one machine must not collide.</summary>
    private static int FreePort()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = System.Security.Cryptography.RandomNumberGenerator.GetInt32(LowestPort, HighestPort);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; try another.
            }
        }

        throw new InvalidOperationException("No free port on loopback for the silo.");
    }
}
