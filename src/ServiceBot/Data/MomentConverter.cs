using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ServiceBot.Data;

/// <summary>A moment as milliseconds since 1970-01-01T00:00Z.</summary>
internal sealed class MomentConverter() : ValueConverter<DateTimeOffset, long>(
    moment => moment.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
