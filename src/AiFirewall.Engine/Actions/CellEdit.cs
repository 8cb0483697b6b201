namespace AiFirewall.Actions;

/// <summary>A change to one cell of a Jupyter notebook.</summary>
/// <param name="Cell">The cell's id, or <c>cell-3</c> for the fourth; null for the first place.</param>
/// <param name="Source">Its new text.</param>
/// <param name="Mode">What is done.</param>
public sealed record CellEdit(string? Cell, string Source, CellEditMode Mode = CellEditMode.Replace);

/// <summary>What is done to a cell.</summary>
public enum CellEditMode : byte
{
    /// <summary>It gets a new text.</summary>
    Replace,
    /// <summary>A new cell is put behind it.</summary>
    Insert,
    /// <summary>It is taken out.</summary>
    Delete,
}
