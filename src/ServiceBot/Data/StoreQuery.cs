using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ServiceBot.Data;

/// <summary>
/// A query that runs with every message. EF Core finds a query's translation by comparing expression trees, each time; compiled it is at hand.
/// Once for each model, because a compiled query belongs to the model it was first used with.
/// </summary>
/// <param name="compile">Calls <c>EF.CompileAsyncQuery</c>.</param>
internal sealed class StoreQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _compiled = [];

    public TQuery On(BotDb db) => _compiled.GetValue(db.Model, _ => compile());
}
