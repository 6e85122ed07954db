#!/usr/bin/env bash
# MathNet.Numerics 5.0.0 solves a Leontief system whose matrix is singular: an industry that needs one unit of itself per unit.
#
# Guess: LU().Solve throws, as its documentation of other factorisations promises, or says so by a flag.
# Behaviour: no exception; the determinant is 0 and the solution is infinite in one industry and not a number in others, which then wander into sums.
# Who meets it: whoever puts (I - A) of an open table with a closed ring of industries into the library.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
cat >solve.cs <<'CS'
#:package MathNet.Numerics@5.0.0
#:property PublishAot=false
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var a = Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 0.0 }, { 0.2, 0.3 } });
var lu = (Matrix<double>.Build.DenseIdentity(2) - a).LU();
var x = lu.Solve(Vector<double>.Build.Dense(new[] { 1.0, 1.0 }));
Console.WriteLine($"determinant {lu.Determinant}; every output finite: {x.All(double.IsFinite)}");
CS
seen=$(dotnet run solve.cs)
echo "$seen"
# Seen:
expected='determinant 0; every output finite: False'
[ "$seen" = "$expected" ] || { echo "this has changed; seen before: $expected"; exit 1; }
