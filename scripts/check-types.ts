import { dirname, relative } from 'node:path';
import ts from 'typescript';

export interface TypeReport {
  /** Source files that were read: a checker that read none has checked nothing. */
  files: number;
  /** What the compiler says. */
  mistakes: string[];
  /** Promises that nobody waits for. */
  promises: string[];
}

/**
 * Compiles a project without writing anything, then looks for promises that nobody waits for with the compiler's own
 * types: their failures would be lost, or end the process. `void promise` says that it is meant.
 *
 * Biome's rule of the same name does not follow the types of pg and Kysely (`client.query(…)` and `.execute()` passed),
 * and takes fast-check's `assert` for a promise; typescript-eslint's is the model.
 */
export function checkTypes(configFile: string): TypeReport {
  const config = ts.getParsedCommandLineOfConfigFile(
    configFile,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
      },
    },
  );
  if (!config) throw new Error(`${configFile} cannot be read.`);
  const program = ts.createProgram(config.fileNames, config.options);
  const root = dirname(configFile);
  const at = (file: ts.SourceFile, position: number) =>
    `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(position).line + 1}`;
  const mistakes = [...config.errors, ...ts.getPreEmitDiagnostics(program)].map(({ file, start, code, messageText }) => {
    const [sentence] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
    return `${file ? `${at(file, start ?? 0)} ` : ''}TS${code} ${sentence}`;
  });
  const checker = program.getTypeChecker();
  const promises = program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !file.fileName.includes('/node_modules/'))
    .flatMap((file) => lostPromises(checker, file).map((node) => `${at(file, node.getStart(file))} ${oneLine(node.getText(file))}`));
  return { files: config.fileNames.length, mistakes, promises };
}

function oneLine(text: string): string {
  const [first = ''] = text.split('\n');
  return first.length < 80 && first === text ? first : `${first.slice(0, 80)}…`;
}

function lostPromises(checker: ts.TypeChecker, file: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) found.push(...floating(checker, node.expression));
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(...misused(checker, node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The parts of a statement that make a promise and let go of it. */
function floating(checker: ts.TypeChecker, expression: ts.Expression): ts.Node[] {
  if (ts.isParenthesizedExpression(expression)) return floating(checker, expression.expression);
  if (ts.isConditionalExpression(expression)) return [expression.whenTrue, expression.whenFalse].flatMap((part) => floating(checker, part));
  if (ts.isBinaryExpression(expression)) {
    const { kind } = expression.operatorToken;
    if (kind === ts.SyntaxKind.CommaToken) return [expression.left, expression.right].flatMap((part) => floating(checker, part));
    // An assignment keeps the promise for later.
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) return [];
    if (isLogical(kind)) return floating(checker, expression.right);
  }
  if (ts.isCallExpression(expression) && isHandled(checker, expression)) return [];
  const type = checker.getTypeAtLocation(expression);
  return isPromise(checker, type) || holdsPromises(checker, type) ? [expression] : [];
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(kind);
}

/** `.catch(…)`, `.then(…, …)`, and `.finally(…)` of a handled one. */
function isHandled(checker: ts.TypeChecker, { expression, arguments: given }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || !isPromise(checker, checker.getTypeAtLocation(expression.expression))) return false;
  const { text } = expression.name;
  if (text === 'catch') return given.length > 0;
  if (text === 'then') return given.length > 1;
  return text === 'finally' && ts.isCallExpression(expression.expression) && isHandled(checker, expression.expression);
}

/** A function that makes a promise, given to somebody who expects nothing back: `forEach(async …)`. */
function misused(checker: ts.TypeChecker, call: ts.CallExpression | ts.NewExpression): ts.Node[] {
  return (call.arguments ?? []).filter((argument, index) => {
    const given = checker.getTypeAtLocation(argument).getCallSignatures();
    if (!given.some((signature) => isPromise(checker, signature.getReturnType()))) return false;
    const callee = checker.getTypeAtLocation(call.expression);
    // Of every overload: Fastify's `register` takes a function that calls back, and one that makes a promise too.
    const results = (ts.isNewExpression(call) ? callee.getConstructSignatures() : callee.getCallSignatures()).flatMap((signature) => {
      const parameter = signature.getParameters()[index];
      if (!parameter) return [];
      const type = checker.getTypeOfSymbolAtLocation(parameter, call);
      return (type.isUnion() ? type.types : [type]).flatMap((part) => part.getCallSignatures().map((each) => each.getReturnType()));
    });
    return results.length > 0 && results.every((result) => (result.flags & ts.TypeFlags.Void) !== 0);
  });
}

/** What can be waited for and gives a promise again; Fastify's `reply`, whose `then` gives nothing, is not one. */
function isPromise(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some((part) => isPromise(checker, part));
  const then = checker.getPropertyOfType(checker.getApparentType(type), 'then');
  if (!then) return false;
  return checker
    .getTypeOfSymbol(then)
    .getCallSignatures()
    .some((signature) => checker.getPropertyOfType(checker.getApparentType(signature.getReturnType()), 'then') !== undefined);
}

function holdsPromises(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (!checker.isArrayType(type) && !checker.isTupleType(type)) return false;
  return checker.getTypeArguments(type as ts.TypeReference).some((element) => isPromise(checker, element));
}
